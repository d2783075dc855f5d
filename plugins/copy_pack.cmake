# Makes TO a copy of the pack in FROM, without what is gone.
file(REMOVE_RECURSE ${TO})
file(COPY ${FROM}/ DESTINATION ${TO} PATTERN CMakeLists.txt EXCLUDE)
