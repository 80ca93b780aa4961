# Programs for Windows x86-64, made on Debian by g++-mingw-w64-x86-64-posix. UNMTA_WINDOWS_PREFIX (of the environment, or
# given by -D) is the folder that packaging/windows/libraries has filled.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_VERSION 10.0)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

if(NOT UNMTA_WINDOWS_PREFIX)
    set(UNMTA_WINDOWS_PREFIX $ENV{UNMTA_WINDOWS_PREFIX})
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES UNMTA_WINDOWS_PREFIX)
set(CMAKE_FIND_ROOT_PATH ${UNMTA_WINDOWS_PREFIX} /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# The build machine's own libraries must not be found.
set(ENV{PKG_CONFIG_DIR} "")
set(ENV{PKG_CONFIG_LIBDIR} ${UNMTA_WINDOWS_PREFIX}/lib/pkgconfig)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "")

# moc, rcc and uic run here, so they are the build machine's.
set(QT_HOST_PATH /usr CACHE PATH "Qt of the build machine, of the same version")
if(NOT QT_HOST_PATH_CMAKE_DIR)
    file(GLOB host_info /usr/lib/*/cmake/Qt6HostInfo)
    cmake_path(GET host_info PARENT_PATH host_cmake)
    set(QT_HOST_PATH_CMAKE_DIR ${host_cmake} CACHE PATH "Where its CMake files are")
endif()
