# The documentation as HTML pages, for the console's Help and for people; left out where Python's Markdown is missing.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_Interpreter_FOUND)
    # Debian's modules belong to Debian's interpreter, which need not be the first on the path.
    find_program(UNMTA_DOCS_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
    if(NOT UNMTA_DOCS_PYTHON)
        set(UNMTA_DOCS_PYTHON ${Python3_EXECUTABLE})
    endif()
    execute_process(COMMAND ${UNMTA_DOCS_PYTHON} -c "import markdown" RESULT_VARIABLE no_markdown OUTPUT_QUIET ERROR_QUIET)
    if(no_markdown EQUAL 0)
        set(docs ${CMAKE_BINARY_DIR}/docs/html)
        file(GLOB docs_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/docs/*.md
            ${CMAKE_SOURCE_DIR}/resources/docs/*/*.md ${CMAKE_SOURCE_DIR}/resources/guides/*
            ${CMAKE_SOURCE_DIR}/resources/providers/*.md ${CMAKE_SOURCE_DIR}/resources/screenshots/*)
        add_custom_command(OUTPUT ${docs}/index.html
            COMMAND ${CMAKE_COMMAND} -E rm -rf ${docs}
            COMMAND ${UNMTA_DOCS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/build-docs ${docs}
            DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/build-docs ${docs_sources} VERBATIM)
        add_custom_target(unmta-docs ALL DEPENDS ${docs}/index.html)
        # Who opens them has them; a file belongs to one package only.
        if(UNMTA_CONSOLE)
            set(docs_component console)
        else()
            set(docs_component engine)
        endif()
        install(DIRECTORY ${docs} DESTINATION share/doc/unmta COMPONENT ${docs_component})
    else()
        message(STATUS "No Markdown for Python (python3-markdown): the documentation is not built as HTML")
    endif()
endif()
