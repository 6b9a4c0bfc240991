# cmake -DIN=file -DOUT=header -DNAME=openApi -P EmbedText.cmake
# A text as raw strings one behind the other: compilers need not take a single one of that length.
file(READ "${IN}" text)
string(LENGTH "${text}" length)
set(parts "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 part)
  string(APPEND parts "R\"~text~(${part})~text~\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE "${OUT}" "#pragma once\n\n#include <string_view>\n\nnamespace daiban::web::embedded {\n\ninline constexpr std::string_view ${NAME} =\n${parts};\n\n}  // namespace daiban::web::embedded\n")
