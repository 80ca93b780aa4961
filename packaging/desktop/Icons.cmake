# The icon in the sizes that desktops ask for, drawn from its SVG.
set(icon ${CMAKE_SOURCE_DIR}/resources/icons/unmta.svg)
set(icon_sizes 16 22 24 32 48 64 96 128 256 512)
add_executable(unmta-icons EXCLUDE_FROM_ALL desktop/icons.cpp)
target_link_libraries(unmta-icons PRIVATE unmta_flags Qt6::Gui Qt6::Svg)

set(icon_files)
foreach(size IN LISTS icon_sizes)
    set(file ${CMAKE_CURRENT_BINARY_DIR}/icons/unmta-console-${size}.png)
    list(APPEND icon_files ${file})
    install(FILES ${file} DESTINATION share/icons/hicolor/${size}x${size}/apps RENAME unmta-console.png COMPONENT console)
endforeach()
add_custom_command(OUTPUT ${icon_files}
    COMMAND unmta-icons ${icon} ${CMAKE_CURRENT_BINARY_DIR}/icons/unmta-console- ${icon_sizes}
    DEPENDS unmta-icons ${icon} VERBATIM)
add_custom_target(unmta-console-icons ALL DEPENDS ${icon_files})
install(FILES ${icon} DESTINATION share/icons/hicolor/scalable/apps RENAME unmta-console.svg COMPONENT console)
