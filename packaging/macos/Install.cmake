# The application with Qt inside, and the disk image that CPack makes of it. Included by packaging/CMakeLists.txt on macOS.
# Not run by whoever wrote it; see resources/docs/operator/platforms.md.
if(UNMTA_CONSOLE)
    set(app "unMTA Tracking.app")
    set(icns ${CMAKE_CURRENT_BINARY_DIR}/unmta.icns)
    add_executable(unmta-icons EXCLUDE_FROM_ALL desktop/icons.cpp)
    target_link_libraries(unmta-icons PRIVATE unmta_flags Qt6::Gui Qt6::Svg)
    add_custom_command(OUTPUT ${icns} COMMAND unmta-icons ${CMAKE_SOURCE_DIR}/resources/icons/unmta.svg ${icns}
        DEPENDS unmta-icons ${CMAKE_SOURCE_DIR}/resources/icons/unmta.svg VERBATIM)
    add_custom_target(unmta-icns ALL DEPENDS ${icns})
    set(MACOSX_BUNDLE_EXECUTABLE_NAME unmta-console)
    # The programs run where they were built for: without a target that is this computer's own system.
    set(oldest_system ${CMAKE_OSX_DEPLOYMENT_TARGET})
    if(NOT oldest_system)
        execute_process(COMMAND sw_vers -productVersion OUTPUT_VARIABLE oldest_system OUTPUT_STRIP_TRAILING_WHITESPACE
            COMMAND_ERROR_IS_FATAL ANY)
        string(REGEX REPLACE "\\..*" ".0" oldest_system "${oldest_system}")
    endif()
    configure_file(macos/Info.plist.in Info.plist)

    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/Info.plist DESTINATION ${app}/Contents COMPONENT console)
    install(PROGRAMS $<TARGET_FILE:unmta-console> $<TARGET_FILE:unmta-engine> $<TARGET_FILE:unmta-ctl>
        $<TARGET_FILE:unmta-milter> DESTINATION ${app}/Contents/MacOS COMPONENT console)
    # Not beside the programs: what lies there is code and wants a signature, which a script can only have in attributes.
    install(PROGRAMS macos/service DESTINATION ${app}/Contents/Resources COMPONENT console)
    install(FILES ${icns} macos/net.unmta.engine.plist ${CMAKE_SOURCE_DIR}/LICENSE
        DESTINATION ${app}/Contents/Resources COMPONENT console)
    # Qt's own tool copies its libraries and plug-ins into the application, and those that the programs are linked with.
    get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
    cmake_path(GET qmake PARENT_PATH qt_bin)
    find_program(MACDEPLOYQT macdeployqt HINTS ${qt_bin} REQUIRED)
    install(CODE "
        set(app \"\${CMAKE_INSTALL_PREFIX}/${app}\")
        execute_process(COMMAND ${MACDEPLOYQT} \"\${app}\" -always-overwrite
            \"-executable=\${app}/Contents/MacOS/unmta-engine\" \"-executable=\${app}/Contents/MacOS/unmta-ctl\"
            \"-executable=\${app}/Contents/MacOS/unmta-milter\" COMMAND_ERROR_IS_FATAL ANY)
        # Apple's processors run nothing unsigned; UNMTA_SIGN is the name of a certificate, without it the signature is
        # one that only this computer's owner vouches for.
        # The hardened runtime, which notarisation wants, refuses libraries whose signature names nobody.
        set(signed --sign -)
        if(NOT \"\$ENV{UNMTA_SIGN}\" STREQUAL \"\")
            set(signed --options runtime --timestamp --sign \"\$ENV{UNMTA_SIGN}\")
        endif()
        execute_process(COMMAND codesign --force --deep \${signed} \"\${app}\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT console)
endif()

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_NAME unmta-tracking)
set(CPACK_PACKAGE_VENDOR unMTA)
set(CPACK_PACKAGE_FILE_NAME unmta-tracking-${PROJECT_VERSION}-macos-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DMG_VOLUME_NAME "unMTA Tracking")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_COMPONENTS_ALL console)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
include(CPack)
