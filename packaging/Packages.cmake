# Packages that CPack makes: DEB and RPM, one for each component. The portable archive is made by packaging/portable.
set(CPACK_PACKAGE_NAME unmta-tracking)
set(CPACK_PACKAGE_VENDOR unMTA)
set(CPACK_PACKAGE_CONTACT "unMTA <packages@unmta.net>")
set(CPACK_PACKAGE_HOMEPAGE_URL https://unmta.net/)
# It would stand above the first line of each component's own description.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(about "unMTA Tracking lets the open pixel and the click links in outbound mail
carry the sender's own domain. It verifies one CNAME record per tracking
domain, obtains and renews the certificate, serves and records opens and
clicks, and checks the record daily.")
set(CPACK_PACKAGE_DESCRIPTION "${about}")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_IGNORE_FILES "/\\.git/;/build/;/build-[^/]*/;__pycache__")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL ${packaged})
set(CPACK_COMPONENTS_GROUPING IGNORE)
# What belongs to root is written by it; what is made by whoever builds must not be writable by the group.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_COMPONENT_ENGINE_DESCRIPTION "Engine and command line for branded open and click tracking
${about}
.
This package has the engine, which needs no display, and unmta-ctl.")
set(CPACK_COMPONENT_MILTER_DESCRIPTION "Milter that brands the links of outbound mail
${about}
.
This package has the milter for Postfix, Sendmail and others. It gets keys
and hosts from an engine, here or elsewhere, and works while that is away.")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "Desktop console for branded open and click tracking
${about}
.
This package has the desktop console, which runs an engine of its own or
connects to another.")

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that no tool finds them: the database driver and the list of public suffixes. The platform
# plugins of the console (xcb, offscreen) and Qt's TLS are part of the libraries' own packages.
set(at_run_time "libqt6sql6-sqlite, publicsuffix, ca-certificates")
set(user_maker "systemd | systemd-standalone-sysusers | systemd-sysusers")
set(directory_maker "systemd | systemd-standalone-tmpfiles | systemd-tmpfiles")
set(CPACK_DEBIAN_ENGINE_PACKAGE_NAME unmta-engine)
set(CPACK_DEBIAN_ENGINE_PACKAGE_DEPENDS
    "${at_run_time}, debconf (>= 0.5) | debconf-2.0, ${user_maker}, ${directory_maker}")
set(CPACK_DEBIAN_ENGINE_PACKAGE_SUGGESTS "unmta-milter, unmta-console, apparmor, logcheck, libqt6sql6-psql")
set(CPACK_DEBIAN_MILTER_PACKAGE_NAME unmta-milter)
set(CPACK_DEBIAN_MILTER_PACKAGE_DEPENDS "ca-certificates, ${user_maker}")
set(CPACK_DEBIAN_MILTER_PACKAGE_ENHANCES "postfix, sendmail-bin")
set(CPACK_DEBIAN_MILTER_PACKAGE_SUGGESTS "unmta-engine")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME unmta-console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS "${at_run_time}")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "fonts-dejavu-core | fonts-inter, qt6-wayland, qt6-translations-l10n")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SUGGESTS "unmta-engine")
foreach(component IN LISTS packaged)
    string(TOUPPER ${component} upper)
    file(GLOB CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/debian/${component}/*)
    set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_STRICT_PERMISSION ON)
endforeach()

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE Apache-2.0)
set(CPACK_RPM_PACKAGE_GROUP "Applications/Internet")
set(CPACK_RPM_PACKAGE_URL ${CPACK_PACKAGE_HOMEPAGE_URL})
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_ENGINE_PACKAGE_SUMMARY "Engine and command line for branded open and click tracking")
set(CPACK_RPM_MILTER_PACKAGE_SUMMARY "Milter that brands the links of outbound mail")
set(CPACK_RPM_CONSOLE_PACKAGE_SUMMARY "Desktop console for branded open and click tracking")
set(CPACK_RPM_ENGINE_PACKAGE_NAME unmta-engine)
set(CPACK_RPM_ENGINE_PACKAGE_REQUIRES "publicsuffix-list-dafsa, ca-certificates, systemd")
set(CPACK_RPM_ENGINE_USER_FILELIST "%config(noreplace) /etc/unmta/engine.conf"
    "%config(noreplace) /etc/apparmor.d/unmta-engine"
    "%config(noreplace) /etc/logcheck/ignore.d.server/unmta-engine")
set(CPACK_RPM_MILTER_PACKAGE_NAME unmta-milter)
set(CPACK_RPM_MILTER_PACKAGE_REQUIRES "ca-certificates, systemd")
set(CPACK_RPM_MILTER_USER_FILELIST "%config(noreplace) /etc/unmta/milter.conf"
    "%config(noreplace) /etc/logcheck/ignore.d.server/unmta-milter")
set(CPACK_RPM_CONSOLE_PACKAGE_NAME unmta-console)
set(CPACK_RPM_CONSOLE_PACKAGE_REQUIRES "publicsuffix-list-dafsa, ca-certificates")
foreach(component ENGINE MILTER)
    string(TOLOWER ${component} lower)
    set(CPACK_RPM_${component}_POST_INSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/${lower}-post)
    set(CPACK_RPM_${component}_PRE_UNINSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/${lower}-preun)
    set(CPACK_RPM_${component}_POST_UNINSTALL_SCRIPT_FILE ${CMAKE_CURRENT_SOURCE_DIR}/rpm/${lower}-postun)
endforeach()
# Directories of the system, not of this package.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /etc /etc/apparmor.d /etc/logcheck /etc/logcheck/ignore.d.server
    /usr/lib/systemd /usr/lib/systemd/system /usr/lib/sysusers.d /usr/lib/tmpfiles.d
    /usr/share/man /usr/share/man/man1 /usr/share/man/man8 /usr/share/doc
    /usr/share/applications /usr/share/metainfo /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
    /usr/share/bash-completion /usr/share/bash-completion/completions
    /usr/share/fish /usr/share/fish/vendor_completions.d /usr/share/zsh /usr/share/zsh/vendor-completions)
foreach(size IN LISTS icon_sizes)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
        /usr/share/icons/hicolor/${size}x${size} /usr/share/icons/hicolor/${size}x${size}/apps)
endforeach()
include(CPack)
