# The page: two WebAssembly modules (page, engine), and the static site put together around them.
third_party_source(imgui https://github.com/ocornut/imgui.git v1.92.2b)
add_library(imgui STATIC
    ${imgui_source}/imgui.cpp ${imgui_source}/imgui_draw.cpp ${imgui_source}/imgui_tables.cpp
    ${imgui_source}/imgui_widgets.cpp ${imgui_source}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_source} ${imgui_source}/backends)
target_compile_definitions(imgui PUBLIC
    IMGUI_USE_WCHAR32 "ImDrawIdx=unsigned int" IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT IMGUI_IMPL_OPENGL_ES3)
target_compile_options(imgui PRIVATE -w)
# No questions to the graphics process while drawing: src/platform/browser/canvas_state.cpp says why.
set_source_files_properties(${imgui_source}/backends/imgui_impl_opengl3.cpp PROPERTIES
    COMPILE_DEFINITIONS "glGetIntegerv=canvas_state;glIsEnabled=canvas_enabled")

# Files compiled in as bytes, by web/embed.py: typefaces and notices.
set(generated "${CMAKE_BINARY_DIR}/generated")
add_custom_command(
    OUTPUT "${generated}/font_data.cpp"
    COMMAND python3 "${CMAKE_SOURCE_DIR}/assets/fonts/make_fonts.py" "${generated}/fonts"
    COMMAND python3 "${CMAKE_SOURCE_DIR}/web/embed.py" "${generated}/font_data.cpp" fonts
            "${generated}/fonts/Inter-Regular.otf" "${generated}/fonts/Inter-Medium.otf" "${generated}/fonts/Inter-SemiBold.otf"
    DEPENDS "${CMAKE_SOURCE_DIR}/assets/fonts/make_fonts.py" "${CMAKE_SOURCE_DIR}/web/embed.py"
    COMMENT "Subsetting the typeface")
add_custom_command(
    OUTPUT "${generated}/notices_data.cpp"
    COMMAND python3 "${CMAKE_SOURCE_DIR}/web/embed.py" "${generated}/notices_data.cpp" notices
            "${CMAKE_SOURCE_DIR}/assets/notices/third_party_notices.txt"
    DEPENDS "${CMAKE_SOURCE_DIR}/assets/notices/third_party_notices.txt" "${CMAKE_SOURCE_DIR}/web/embed.py")

layer(ui audit imgui)
target_sources(ui PRIVATE "${generated}/font_data.cpp" "${generated}/notices_data.cpp")

file(GLOB browser_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/platform/browser/*.cpp")
# An object library: functions written in JavaScript (EM_JS) define no symbol that would pull them out of an archive.
add_library(platform OBJECT ${browser_sources})
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include/platform")
file(CREATE_LINK "${CMAKE_SOURCE_DIR}/src/platform" "${CMAKE_BINARY_DIR}/include/platform/platform" SYMBOLIC)
target_include_directories(platform PUBLIC "${CMAKE_BINARY_DIR}/include/platform")
target_link_libraries(platform PUBLIC imgui)

set(module_options
    -sMODULARIZE=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1MB -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0 -sSTRICT=1 -sEXPORTED_RUNTIME_METHODS=UTF8ToString -sEXPORTED_FUNCTIONS=_malloc,_free --no-entry)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    list(APPEND module_options -sASSERTIONS=1)
endif()

add_executable(page src/main_page.cpp)
target_link_libraries(page PRIVATE audit ui platform)
target_link_options(page PRIVATE ${module_options} -sENVIRONMENT=web -sEXPORT_NAME=createPage
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sDISABLE_DEPRECATED_FIND_EVENT_TARGET_BEHAVIOR=1 -lGL -lhtml5.js -lhtml5_webgl.js -lwebgl2.js -lwebgl.js)

add_executable(engine src/main_engine.cpp)
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
