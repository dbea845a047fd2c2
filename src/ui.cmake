# Dear ImGui, and the screens on it.
third_party_source(imgui https://github.com/ocornut/imgui.git v1.92.2b)
add_library(imgui STATIC
    ${imgui_source}/imgui.cpp ${imgui_source}/imgui_draw.cpp ${imgui_source}/imgui_tables.cpp ${imgui_source}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_source})
target_compile_definitions(imgui PUBLIC
    IMGUI_USE_WCHAR32 "ImDrawIdx=unsigned int" IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT)
target_compile_options(imgui PRIVATE -w)

# Debian's python3-fonttools belongs to Debian's python3, which need not be the first on the PATH.
find_program(fonttools_python NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT fonttools_python)
    set(fonttools_python python3)
endif()

# Files compiled in as bytes, by web/embed.py: typefaces and notices.
set(generated "${CMAKE_BINARY_DIR}/generated")
add_custom_command(
    OUTPUT "${generated}/font_data.cpp"
    COMMAND ${fonttools_python} "${CMAKE_SOURCE_DIR}/assets/fonts/make_fonts.py" "${generated}/fonts"
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
