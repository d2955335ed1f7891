# Most of what an unoptimised file is compiled to are inline functions of Clang's
# headers, the same in each. With PAGELESS_HEADER_CODE those of a precompiled
# header are compiled once, to an object of its own (-fpch-codegen in clang
# --help). Twelve files took 6.9 CPU seconds instead of 10.3, and 19 with -O1;
# with sanitizers 10.3 instead of 20.7, and 36.6 with -O1.
if(PAGELESS_HEADER_CODE)
  # As an option of the front end, which other files than headers ignore.
  add_compile_options("SHELL:-Xclang -fmodules-codegen")
  # Some call what no library has; nobody calls them.
  add_link_options("LINKER:--gc-sections")
endif()

# Links what is compiled of the target's precompiled header to all that links
# the target: pageless_header_code(TARGET), after target_precompile_headers().
function(pageless_header_code target)
  if(NOT PAGELESS_HEADER_CODE)
    return()
  endif()
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}")
  set(header "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch")
  set(object "${CMAKE_CURRENT_BINARY_DIR}/${target}-headers.o")
  add_custom_command(OUTPUT "${object}"
    COMMAND "${CMAKE_CXX_COMPILER}" ${flags} -std=c++20 -fPIC -fexceptions
            -c "${header}" -o "${object}"
    DEPENDS "${header}" VERBATIM)
  add_custom_target(${target}-headers DEPENDS "${object}")
  set("${target}-headers" "${object}" PARENT_SCOPE)
  get_target_property(kind ${target} TYPE)
  if(kind STREQUAL "EXECUTABLE")
    target_link_libraries(${target} PRIVATE "${object}")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${object}")
  else()
    target_link_libraries(${target} INTERFACE "${object}")
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_DEPENDS "${object}")
  endif()
endfunction()
