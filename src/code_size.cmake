# How WebAssembly is optimised. A browser compiles it while it runs, and compiles it a second time, well, where it runs
# often: on other threads, but on the same cores, at a cost that grows faster than a function does. Functions that were
# inlined into large ones cost more there than they ever save: half a second of processor time for `detect` of 400 MB
# under Node, which takes 0.35 s. So io is built to be small, except the loops that go over every byte of a
# file, and binaryen inlines no large function into the only one that calls it.
if(NOT EMSCRIPTEN)
    return()
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(every_byte # numbers in text, packed bytes, pictures, samples
        csv matrix_csv json_pull gzip zip_stream snappy parquet_runs parquet_values picture picture_scale stb_image sound)
    # Not audit, whose filters go over a million examples (tests/bench/review.mjs). Not ui: emcc 3.1.6 compiles the zoom
    # of the matrix wrongly where it is to be small, as with automatic vectors (see CMakeLists.txt;
    # tests/ui/heatmap_test.cpp, built as WebAssembly, tells).
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/io/*.cpp")
    foreach(source ${sources})
        get_filename_component(stem "${source}" NAME_WE)
        if(NOT stem IN_LIST every_byte)
            set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -Os)
        endif()
    endforeach()
endif()
add_link_options(-sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=500)
