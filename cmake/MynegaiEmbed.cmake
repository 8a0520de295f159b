# mynegai_embed(TARGET NAME FILE): FILE's bytes become `const char NAME[]` and `const size_t NAME_size` in TARGET.
# Run as a script (cmake -DNAME= -DFROM= -DTO= -P) this file writes the C source itself.
if(CMAKE_SCRIPT_MODE_FILE)
    file(READ ${FROM} bytes HEX)
    string(LENGTH "${bytes}" size)
    math(EXPR size "${size} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    file(WRITE ${TO} "#include <stddef.h>
extern const char ${NAME}[];
extern const size_t ${NAME}_size;
const char ${NAME}[] = {
${bytes}
0};
const size_t ${NAME}_size = ${size};
")
    return()
endif()

set(MYN_EMBED ${CMAKE_CURRENT_LIST_FILE})
function(mynegai_embed target name file)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.c)
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFROM=${file} -DTO=${source} -P ${MYN_EMBED}
        DEPENDS ${file} ${MYN_EMBED} COMMENT "Embedding ${name}" VERBATIM)
    target_sources(${target} PRIVATE ${source})
endfunction()
