# The CMake package isnad-plugin: what a plugin is built with outside Isnad's own tree.
#
#   find_package(isnad-plugin 1.0 REQUIRED)
#   isnad_add_plugin(NAME SOURCES file...  [LINK library...])
#
# isnad_add_plugin makes the target NAME, whose library stands in NAME/libisnad-NAME.so of the build directory, with
# NAME.plugin.json of the source folder beside it: that build directory can be given to isnad as a folder of plugins.
# The library exports the plugin's entry alone. C and C++ are both fine; the SDK (plugins/sdk/isnad_plugin.hpp) is C++20.
include_guard(GLOBAL)
get_filename_component(ISNAD_PLUGIN_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(ISNAD_PLUGIN_EXPORTS "${CMAKE_CURRENT_LIST_DIR}/exports.map")

if(NOT TARGET isnad::plugin-sdk)
  add_library(isnad::plugin-sdk INTERFACE IMPORTED)
  set_target_properties(isnad::plugin-sdk PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${ISNAD_PLUGIN_PREFIX}/include/isnad")
endif()

function(isnad_add_plugin name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_SOURCES)
    message(FATAL_ERROR "isnad_add_plugin(${name}): give the sources behind SOURCES")
  endif()
  set(manifest ${CMAKE_CURRENT_SOURCE_DIR}/${name}.plugin.json)
  if(NOT EXISTS ${manifest})
    message(FATAL_ERROR "isnad_add_plugin(${name}): there is no ${manifest}; write the plugin's manifest")
  endif()
  add_library(${name} MODULE ${ARG_SOURCES})
  target_compile_features(${name} PRIVATE c_std_11 cxx_std_20)
  target_link_libraries(${name} PRIVATE isnad::plugin-sdk ${ARG_LINK})
  target_link_options(${name} PRIVATE
    -Wl,--exclude-libs,ALL -Wl,-z,defs -Wl,--version-script=${ISNAD_PLUGIN_EXPORTS})
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME isnad-${name} LIBRARY_OUTPUT_DIRECTORY $<1:${folder}>
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  configure_file(${manifest} ${folder}/${name}.plugin.json COPYONLY)
endfunction()
