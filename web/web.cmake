# The page: two WebAssembly modules (page, engine), and the static site put together around them.
# Dear ImGui's renderer, in a library of its own: tests of the screens do without.
add_library(imgui_renderer OBJECT ${imgui_source}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui_renderer SYSTEM PUBLIC ${imgui_source}/backends)
target_link_libraries(imgui_renderer PUBLIC imgui)
# No questions to the graphics process while drawing: src/platform/browser/canvas_state.cpp says why.
target_compile_definitions(imgui_renderer PRIVATE IMGUI_IMPL_OPENGL_ES3 glGetIntegerv=canvas_state glIsEnabled=canvas_enabled)
target_compile_options(imgui_renderer PRIVATE -w)

file(GLOB browser_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/browser/*.cpp")
# An object library: functions written in JavaScript (EM_JS) define no symbol that would pull them out of an archive.
add_library(platform OBJECT ${browser_sources})
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include/platform")
file(CREATE_LINK "${CMAKE_SOURCE_DIR}/src/platform" "${CMAKE_BINARY_DIR}/include/platform/platform" SYMBOLIC)
target_include_directories(platform PUBLIC "${CMAKE_BINARY_DIR}/include/platform")
target_link_libraries(platform PUBLIC imgui imgui_renderer)

set(module_options
    -sMODULARIZE=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1MB -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0 -sEXPORTED_RUNTIME_METHODS=UTF8ToString,HEAPU8 -sEXPORTED_FUNCTIONS=_malloc,_free --no-entry)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    list(APPEND module_options -sASSERTIONS=1)
endif()

add_executable(page src/main_page.cpp)
target_link_libraries(page PRIVATE audit ui platform imgui_renderer)
target_link_options(page PRIVATE ${module_options} -sENVIRONMENT=web -sEXPORT_NAME=createPage
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)

file(GLOB worker_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/worker/*.cpp")
add_executable(engine src/main_engine.cpp src/platform/browser/compose.cpp ${worker_sources})
target_include_directories(engine PRIVATE "${CMAKE_BINARY_DIR}/include/platform")
target_link_libraries(engine PRIVATE io core)
target_link_options(engine PRIVATE ${module_options} -sENVIRONMENT=worker -sEXPORT_NAME=createEngine)

# The sample, and the site around it all.
if(EXISTS /usr/share/datasets/fashion-mnist)
    set(fashion_mnist /usr/share/datasets/fashion-mnist)
else()
    FetchContent_Declare(fashion_mnist GIT_REPOSITORY https://github.com/zalandoresearch/fashion-mnist.git
        GIT_TAG b2617bb6d3ffa2e429640350f613e3291e10b141)
    FetchContent_Populate(fashion_mnist)
    set(fashion_mnist "${fashion_mnist_SOURCE_DIR}/data/fashion")
endif()
set(sample "${CMAKE_BINARY_DIR}/sample")
file(GLOB sample_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/sample/*")
add_custom_command(
    OUTPUT "${sample}/made"
    COMMAND python3 "${CMAKE_SOURCE_DIR}/assets/sample/make_sample.py" "${sample}/files" --from "${fashion_mnist}"
    COMMAND ${CMAKE_COMMAND} -E touch "${sample}/made"
    DEPENDS ${sample_sources}
    COMMENT "Making the sample")
file(GLOB page_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/page/*" "${CMAKE_SOURCE_DIR}/web/engine/*")
set(site "${CMAKE_BINARY_DIR}/web")
add_custom_command(
    OUTPUT "${site}/index.html"
    COMMAND python3 "${CMAKE_SOURCE_DIR}/web/assemble.py" --page "${CMAKE_SOURCE_DIR}/web" --modules "${CMAKE_BINARY_DIR}"
            --sample "${sample}/files" --out "${site}"
    DEPENDS page engine "${sample}/made" ${page_sources} "${CMAKE_SOURCE_DIR}/web/assemble.py"
    COMMENT "Putting the site together")
add_custom_target(site ALL DEPENDS "${site}/index.html")
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # Where README and design say the site is.
    add_custom_command(TARGET site POST_BUILD
        COMMAND ${CMAKE_COMMAND} -E rm -rf "${CMAKE_SOURCE_DIR}/build/web"
        COMMAND ${CMAKE_COMMAND} -E copy_directory "${site}" "${CMAKE_SOURCE_DIR}/build/web")
endif()
