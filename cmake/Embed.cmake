# Writes OUTPUT, a C++ file that defines one std::string_view per JSON input.
# Run as: cmake -DOUTPUT=x.inc -DINPUTS="a.json|b.json" -P Embed.cmake
string(REPLACE "|" ";" INPUTS "${INPUTS}")
set(text "// Generated from the JSON files beside the rules; do not edit.\n")
foreach(input IN LISTS INPUTS)
  get_filename_component(name "${input}" NAME_WE)
  file(READ "${input}" content)
  string(APPEND text "{\"${name}\", R\"json(${content})json\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")
