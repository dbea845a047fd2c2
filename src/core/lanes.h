// A few numbers at once: 16 bytes, which every machine we build for has (SSE2, NEON, WebAssembly SIMD). Written with
// the compilers' vector types, plus the two operations that these do not express well.
#pragma once
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace core {

template <class T>
struct Lanes;

template <>
struct Lanes<float> {
    static constexpr int count = 4;
    typedef float Numbers __attribute__((vector_size(16)));
    typedef std::int32_t Mask __attribute__((vector_size(16)));  // -1 or 0 in each lane
    typedef std::uint32_t Bits __attribute__((vector_size(16)));

    static Numbers load(const float* from) {
        Numbers numbers;
        std::memcpy(&numbers, from, sizeof numbers);
        return numbers;
    }
    // The next smaller number than one above 0.
    static float just_below(float x) {
        std::uint32_t bits;
        std::memcpy(&bits, &x, sizeof x);
        --bits;
        std::memcpy(&x, &bits, sizeof x);
        return x;
    }
    static Numbers all(float x) { return Numbers{x, x, x, x}; }
    static Mask all_lanes(int x) { return Mask{x, x, x, x}; }
    static Mask lanes() { return Mask{0, 1, 2, 3}; }
    // The larger of both; `b` where `a` is not a number.
    static Numbers larger(Numbers a, Numbers b) {
#if defined(__SSE2__)
        return _mm_max_ps(a, b);
#elif defined(__wasm_simd128__)
        return (Numbers)wasm_f32x4_pmax((v128_t)b, (v128_t)a);
#else
        return a > b ? a : b;
#endif
    }
    // Lanes of `a` where the mask is -1, of `b` where it is 0.
    static Numbers choose(Mask mask, Numbers a, Numbers b) { return (Numbers)((mask & (Mask)a) | (~mask & (Mask)b)); }
    static float largest(Numbers numbers) {
        numbers = larger(numbers, __builtin_shufflevector(numbers, numbers, 2, 3, 0, 1));
        return larger(numbers, __builtin_shufflevector(numbers, numbers, 1, 0, 3, 2))[0];
    }
    // Bit i is set where lane i of the mask is 0.
    static unsigned clear_lanes(Mask mask) {
#if defined(__SSE2__)
        return unsigned(_mm_movemask_ps((__m128)mask)) ^ 15u;
#elif defined(__wasm_simd128__)
        return unsigned(wasm_i32x4_bitmask((v128_t)mask)) ^ 15u;
#else
        return (mask[0] ? 0u : 1u) | (mask[1] ? 0u : 2u) | (mask[2] ? 0u : 4u) | (mask[3] ? 0u : 8u);
#endif
    }
};

template <>
struct Lanes<double> {
    static constexpr int count = 2;
    typedef double Numbers __attribute__((vector_size(16)));
    typedef std::int64_t Mask __attribute__((vector_size(16)));
    typedef std::uint64_t Bits __attribute__((vector_size(16)));

    static Numbers load(const double* from) {
        Numbers numbers;
        std::memcpy(&numbers, from, sizeof numbers);
        return numbers;
    }
    // The next smaller number than one above 0.
    static double just_below(double x) {
        std::uint64_t bits;
        std::memcpy(&bits, &x, sizeof x);
        --bits;
        std::memcpy(&x, &bits, sizeof x);
        return x;
    }
    static Numbers all(double x) { return Numbers{x, x}; }
    static Mask all_lanes(int x) { return Mask{x, x}; }
    static Mask lanes() { return Mask{0, 1}; }
    static Numbers larger(Numbers a, Numbers b) {
#if defined(__SSE2__)
        return _mm_max_pd(a, b);
#elif defined(__wasm_simd128__)
        return (Numbers)wasm_f64x2_pmax((v128_t)b, (v128_t)a);
#else
        return a > b ? a : b;
#endif
    }
    // Lanes of `a` where the mask is -1, of `b` where it is 0.
    static Numbers choose(Mask mask, Numbers a, Numbers b) { return (Numbers)((mask & (Mask)a) | (~mask & (Mask)b)); }
    static double largest(Numbers numbers) {
        return larger(numbers, __builtin_shufflevector(numbers, numbers, 1, 0))[0];
    }
    static unsigned clear_lanes(Mask mask) {
#if defined(__SSE2__)
        return unsigned(_mm_movemask_pd((__m128d)mask)) ^ 3u;
#elif defined(__wasm_simd128__)
        return unsigned(wasm_i64x2_bitmask((v128_t)mask)) ^ 3u;
#else
        return (mask[0] ? 0u : 1u) | (mask[1] ? 0u : 2u);
#endif
    }
};

}  // namespace core
