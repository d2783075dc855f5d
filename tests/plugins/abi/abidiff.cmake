# Fails unless the types in LIBRARY are those of BASELINE. Growth at the end of a struct is told too: make a new
# baseline beside the old one with abidw when a minor adds a field.
execute_process(COMMAND ${ABIDIFF} ${BASELINE} ${LIBRARY} RESULT_VARIABLE status OUTPUT_VARIABLE report ERROR_VARIABLE report)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the ABI is not what ${BASELINE} says (abidiff: ${status}):\n${report}")
endif()
