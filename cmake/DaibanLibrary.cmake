# daiban_library(NAME [DIR path] SOURCES a.cpp ... LINKS daiban_x ... [PRIVATE lib ...])
#
# One folder is one library. Its headers are reachable only as "<folder>/Header.h", through an include
# directory that holds nothing but a link to that folder; so a folder sees the headers of the libraries it
# links to and no others, and a forbidden include does not compile.
function(daiban_library NAME)
  cmake_parse_arguments(ARG "" "DIR" "SOURCES;LINKS;PRIVATE" ${ARGN})
  if(NOT ARG_DIR)
    set(ARG_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  set(target "daiban_${NAME}")
  set(include_root "${CMAKE_BINARY_DIR}/include/${NAME}")
  file(MAKE_DIRECTORY "${include_root}")
  if(NOT EXISTS "${include_root}/${NAME}")
    file(CREATE_LINK "${ARG_DIR}" "${include_root}/${NAME}" SYMBOLIC)
  endif()
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(${target} PUBLIC "${include_root}")
  if(DAIBAN_SANITIZE AND NOT NAME MATCHES "^(page|imaging|codes|text)$")
    # Only what walks over pixels would be slow at -O0, which builds a file in a third of the time (1.8 s of processor
    # instead of 5.5 for one of 370 lines).
    target_compile_options(${target} PRIVATE -O0)
  endif()
  target_link_libraries(${target} PUBLIC daiban_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE})
endfunction()
