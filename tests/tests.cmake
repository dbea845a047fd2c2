# Tests that read files of the repository say where it is; no others, so that they compile the same in any checkout.
file(GLOB tests_of_files "${CMAKE_SOURCE_DIR}/tests/*/*_test.cpp")
foreach(source ${tests_of_files})
    file(STRINGS "${source}" names_folder REGEX TESTS_FOLDER LIMIT_COUNT 1)
    if(names_folder)
        set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "TESTS_FOLDER=\"${CMAKE_SOURCE_DIR}/tests\"")
    endif()
endforeach()

# One test program per layer: tests/<layer>/*.cpp with doctest. The programs are run by tests/run, natively under
# sanitizers and as WebAssembly under Node.
function(layer_tests layer)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/${layer}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(${layer}_tests ${sources} "${CMAKE_SOURCE_DIR}/tests/doctest_main.cpp")
    target_include_directories(${layer}_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_link_libraries(${layer}_tests PRIVATE ${layer} doctest nlohmann_json ${ARGN})
    set_target_properties(${layer}_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    # The layers are compiled, and WebAssembly is linked, as they are shipped. The tests themselves run once: making them
    # fast costs more than it saves.
    if(LABEL_INSPECTOR_SANITIZE)
        target_compile_options(${layer}_tests PRIVATE -O0)
    endif()
    if(EMSCRIPTEN)
        set_target_properties(${layer}_tests PROPERTIES SUFFIX ".js")
        target_compile_options(${layer}_tests PRIVATE -O1 -fexceptions)
        target_link_options(${layer}_tests PRIVATE -fexceptions
            -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=1MB -sEXIT_RUNTIME=1)
    endif()
endfunction()

layer_tests(core)
layer_tests(io zlib)
layer_tests(audit)
layer_tests(ui)

# Not a test: prints times (see tests/bench/audit.cpp).
add_executable(audit_bench EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/bench/audit.cpp")
target_link_libraries(audit_bench PRIVATE audit)
set_target_properties(audit_bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
if(EMSCRIPTEN)
    target_link_options(audit_bench PRIVATE -sALLOW_MEMORY_GROWTH=1)
endif()

if(LABEL_INSPECTOR_FUZZ)
    file(GLOB fuzzers CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/*.cpp")
    foreach(fuzzer ${fuzzers})
        get_filename_component(name "${fuzzer}" NAME_WE)
        add_executable(${name} "${fuzzer}")
        target_link_libraries(${name} PRIVATE audit io core)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
    endforeach()
    foreach(library core io audit)
        target_compile_options(${library} PRIVATE -fsanitize=fuzzer-no-link)
    endforeach()
endif()
