# cmake --install: library, headers, program, pkg-config file, package config, shipped data, man page, completion.
include(CMakePackageConfigHelpers)

install(TARGETS mynegai EXPORT mynegai-targets)
install(TARGETS mynegai-program)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY datasets indices DESTINATION ${CMAKE_INSTALL_DATADIR}/mynegai
        PATTERN "*.c" EXCLUDE)

configure_file(cmake/mynegai.pc.in mynegai.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mynegai.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

configure_package_config_file(cmake/mynegai-config.cmake.in mynegai-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mynegai)
write_basic_package_version_file(mynegai-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mynegai-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/mynegai-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mynegai)
install(EXPORT mynegai-targets NAMESPACE mynegai:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mynegai)

# The program writes its own man page and completions.
set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
add_custom_command(OUTPUT ${generated}/mynegai.1 ${generated}/mynegai.bash ${generated}/_mynegai
    COMMAND mynegai-program man > ${generated}/mynegai.1
    COMMAND mynegai-program completion bash > ${generated}/mynegai.bash
    COMMAND mynegai-program completion zsh > ${generated}/_mynegai
    DEPENDS mynegai-program)
add_custom_target(mynegai-manual ALL DEPENDS ${generated}/mynegai.1 ${generated}/mynegai.bash ${generated}/_mynegai)
install(FILES ${generated}/mynegai.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/mynegai.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME mynegai)
install(FILES ${generated}/_mynegai DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
