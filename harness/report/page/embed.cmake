# cmake -D FOLDER=assets -D OUT=assets.cpp -P embed.cmake: the page's style sheets and scripts as constants of the program, each
# kind one after the other in the order of their names.
function(all_of pattern result)
  file(GLOB files ${FOLDER}/${pattern})
  list(SORT files)
  set(text "")
  foreach(file IN LISTS files)
    file(READ ${file} part)
    string(APPEND text "${part}")
  endforeach()
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

all_of(*.css style)
all_of(*.js script)
file(WRITE ${OUT} "#include \"report/page/document.hpp\"

namespace ipcgrade::report::page {

const std::string_view style_sheet = R\"page(${style})page\";
const std::string_view script = R\"page(${script})page\";

}  // namespace ipcgrade::report::page
")
