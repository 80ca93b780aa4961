// All patterns of one kind of text at once (Aho and Corasick 1975), made deterministic: one table look-up per
// character, however many patterns there are.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace unmta {

class AgentAutomaton
{
public:
    static constexpr std::uint16_t none = 0xffff;

    struct Pattern
    {
        std::string_view text; // printable ASCII, lower case
        bool atStart;
        bool atEnd;
        std::uint16_t value; // below `none`
    };

    // Patterns of up to 32,000 characters together, with no more than 62 different ones among them.
    explicit AgentAutomaton(const std::vector<Pattern> &patterns);

    // The least value of those patterns that occur; case of ASCII letters makes no difference. Any thread.
    [[nodiscard]] std::uint16_t leastIn(std::string_view text) const;

private:
    // A state's row: where each class of characters leads. Class 0 are all that no pattern has, class 1 is the end.
    static constexpr std::size_t width = 64;
    using Row = std::array<std::uint16_t, width>;

    void insert(const Pattern &pattern);
    std::uint16_t stepOrAdd(std::uint16_t state, std::uint8_t charClass);
    void close();

    std::array<std::uint8_t, 256> m_classes{};
    std::vector<Row> m_next;
    std::vector<std::uint16_t> m_least; // by state: of all patterns that end here
};

} // namespace unmta
