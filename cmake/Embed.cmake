# Writes OUTPUT, a C++ file that defines one { name, text } per input file: its
# path below ROOT or, without ROOT, its name without extension.
# Run as: cmake -DOUTPUT=x.inc -DINPUTS="a.json|b.json" [-DROOT=dir] -P Embed.cmake
string(REPLACE "|" ";" INPUTS "${INPUTS}")
set(text "// Generated from the files beside the rules; do not edit.\n")
foreach(input IN LISTS INPUTS)
  if(ROOT)
    file(RELATIVE_PATH name "${ROOT}" "${input}")
  else()
    get_filename_component(name "${input}" NAME_WE)
  endif()
  file(READ "${input}" content)
  string(APPEND text "{\"${name}\", R\"json(${content})json\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")
