# The command line: a native program, and the same sources as WebAssembly under Node.
add_executable(label-inspector src/main_cli.cpp)
file(GLOB command_line_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/terminal/*.cpp")
target_sources(label-inspector PRIVATE ${command_line_sources})
target_include_directories(label-inspector PRIVATE src)
target_link_libraries(label-inspector PRIVATE io core nlohmann_json)
target_compile_definitions(label-inspector PRIVATE
    "LABEL_INSPECTOR_VERSION=\"${PROJECT_VERSION}\"" JSON_NOEXCEPTION)
set_target_properties(label-inspector PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/cli")
if(EMSCRIPTEN)
    # Emitted as CommonJS, which runs main() by itself; the .mjs beside it is its entrance.
    set_target_properties(label-inspector PROPERTIES SUFFIX ".js" OUTPUT_NAME label-inspector-wasm)
    configure_file(web/command_line.mjs "${CMAKE_BINARY_DIR}/cli/label-inspector.mjs" COPYONLY)
    target_link_options(label-inspector PRIVATE
        -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1MB
        -sEXIT_RUNTIME=1 -sDYNAMIC_EXECUTION=0)
endif()
