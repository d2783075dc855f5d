# Fails unless LIBRARY defines isnad_plugin_entry_v1 and no other dynamic symbol.
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE symbols RESULT_VARIABLE status)
string(REGEX REPLACE "[0-9a-f]+ ([A-Za-z]) ([^\n]*)\n" "\\1 \\2;" symbols "${symbols}")
if(NOT status EQUAL 0 OR NOT symbols STREQUAL "T isnad_plugin_entry_v1;")
  message(FATAL_ERROR "${LIBRARY} must export isnad_plugin_entry_v1 alone, but exports: ${symbols}")
endif()
