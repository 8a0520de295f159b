# The pages' style sheet and script, embedded in the library. MYNEGAI_WEB: AUTO bundles the script where node and npm
# are found and can fetch what the lock file names; ON insists; OFF leaves an empty script, without which pages work.
include(MynegaiEmbed)
set(MYNEGAI_WEB AUTO CACHE STRING "Bundle the pages' script with Node: AUTO, ON or OFF")
set_property(CACHE MYNEGAI_WEB PROPERTY STRINGS AUTO ON OFF)

set(web ${PROJECT_SOURCE_DIR}/engine/publish/web)
set(web_build ${PROJECT_BINARY_DIR}/web)

# Packages by the lock file into the build folder, again only when it has changed. Sets RESULT to "" or to what failed.
function(mynegai_web_packages result)
    set(${result} "" PARENT_SCOPE)
    find_program(MYN_NODE node)
    find_program(MYN_NPM npm)
    if(NOT MYN_NODE OR NOT MYN_NPM)
        set(${result} "node and npm are not both here" PARENT_SCOPE)
        return()
    endif()
    file(SHA256 ${web}/package-lock.json wanted)
    if(EXISTS ${web_build}/installed)
        file(READ ${web_build}/installed present)
        if(present STREQUAL wanted)
            return()
        endif()
    endif()
    configure_file(${web}/package.json ${web_build}/package.json COPYONLY)
    configure_file(${web}/package-lock.json ${web_build}/package-lock.json COPYONLY)
    execute_process(COMMAND ${MYN_NPM} ci --ignore-scripts=false --no-audit --no-fund
        WORKING_DIRECTORY ${web_build} RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(status EQUAL 0)
        file(WRITE ${web_build}/installed ${wanted})
    else()
        set(${result} "npm could not fetch the packages of engine/publish/web/package-lock.json" PARENT_SCOPE)
    endif()
endfunction()

set(web_script ${web_build}/empty.js)
set(web_reason "MYNEGAI_WEB is OFF")
if(MYNEGAI_WEB)
    mynegai_web_packages(web_reason)
    if(web_reason STREQUAL "")
        set(web_script ${web_build}/site.js)
    elseif(NOT MYNEGAI_WEB STREQUAL "AUTO")
        message(FATAL_ERROR "MYNEGAI_WEB is ON, but ${web_reason}")
    endif()
endif()

if(web_reason STREQUAL "")
    message(STATUS "Published pages: with script")
    file(GLOB web_sources CONFIGURE_DEPENDS ${web}/src/*.js)
    add_custom_command(OUTPUT ${web_script}
        COMMAND ${CMAKE_COMMAND} -E copy_directory ${web}/src ${web_build}/src
        COMMAND ${web_build}/node_modules/.bin/esbuild src/main.js --bundle --minify --format=iife --target=es2018
                --charset=utf8 --legal-comments=inline --log-level=warning --outfile=${web_script}
        WORKING_DIRECTORY ${web_build} DEPENDS ${web_sources} ${web}/package-lock.json
        COMMENT "Bundling the pages' script" VERBATIM)
else()
    message(STATUS "Published pages: without script (${web_reason})")
    file(WRITE ${web_script} "")
endif()
mynegai_embed(mynegai myn_site_css ${web}/site.css)
mynegai_embed(mynegai myn_site_js ${web_script})
