// How far text goes on with bytes of a kind: sixteen at a time where the processor can. Internal.
#pragma once

#include <bit>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace unmta::http {

// What a line of a head may consist of (RFC 9110 section 5.5): all but controls; a tab is none.
[[nodiscard]] constexpr bool isOrdinary(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

// What a request's target may consist of: visible ASCII, and no fragment (RFC 9112 section 3.2).
[[nodiscard]] constexpr bool isOfTarget(char c)
{
    return c > 0x20 && c < 0x7f && c != '#';
}

// The number of ordinary bytes at the beginning.
[[nodiscard]] inline std::size_t ordinaryRun(std::string_view bytes)
{
    std::size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= bytes.size(); i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes.data() + i));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
        const __m128i spoiling = _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\t')), low),
                                              _mm_cmpeq_epi8(block, _mm_set1_epi8(0x7f)));
        if (const auto mask = static_cast<unsigned>(_mm_movemask_epi8(spoiling)); mask != 0)
            return i + static_cast<std::size_t>(std::countr_zero(mask));
    }
#endif
    while (i < bytes.size() && isOrdinary(bytes[i]))
        ++i;
    return i;
}

// Whether a target may consist of these bytes.
[[nodiscard]] inline bool isTargetText(std::string_view bytes)
{
    std::size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= bytes.size(); i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes.data() + i));
        // Signed, so that bytes beyond ASCII are below the space.
        const __m128i visible =
            _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(0x20)), _mm_cmplt_epi8(block, _mm_set1_epi8(0x7f)));
        if (_mm_movemask_epi8(_mm_andnot_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('#')), visible)) != 0xffff)
            return false;
    }
#endif
    while (i < bytes.size() && isOfTarget(bytes[i]))
        ++i;
    return i == bytes.size();
}

} // namespace unmta::http
