#include "domain/bots/AgentAutomaton.h"

#include <algorithm>
#include <stdexcept>

namespace unmta {

namespace {

constexpr std::uint8_t otherClass = 0;
constexpr std::uint8_t endClass = 1;
constexpr std::uint16_t absent = 0xffff;
// In the middle of a text, and before its first character.
constexpr std::uint16_t middle = 0;
constexpr std::uint16_t start = 1;

} // namespace

AgentAutomaton::AgentAutomaton(const std::vector<Pattern> &patterns)
{
    std::size_t classes = endClass + 1;
    for (const Pattern &pattern : patterns) {
        for (const char c : pattern.text) {
            std::uint8_t &known = m_classes[static_cast<unsigned char>(c)];
            if (known != 0)
                continue;
            if (classes == width)
                throw std::length_error("too many different characters in patterns");
            known = static_cast<std::uint8_t>(classes++);
            if (c >= 'a' && c <= 'z')
                m_classes[static_cast<unsigned char>(c - 'a' + 'A')] = known;
        }
    }
    Row empty;
    empty.fill(absent);
    m_next.assign(2, empty);
    m_least.assign(2, none);
    for (const Pattern &pattern : patterns)
        insert(pattern);
    close();
}

std::uint16_t AgentAutomaton::stepOrAdd(std::uint16_t state, std::uint8_t charClass)
{
    if (m_next[state][charClass] == absent) {
        if (m_next.size() == absent)
            throw std::length_error("too many characters in patterns");
        const auto added = static_cast<std::uint16_t>(m_next.size());
        Row empty;
        empty.fill(absent);
        m_next.push_back(empty);
        m_least.push_back(none);
        m_next[state][charClass] = added;
    }
    return m_next[state][charClass];
}

void AgentAutomaton::insert(const Pattern &pattern)
{
    std::uint16_t state = pattern.atStart ? start : middle;
    for (const char c : pattern.text)
        state = stepOrAdd(state, m_classes[static_cast<unsigned char>(c)]);
    if (pattern.atEnd)
        state = stepOrAdd(state, endClass);
    m_least[state] = std::min(m_least[state], pattern.value);
}

// Fills the rows: where a state has no step of its own, it leads where the longest of its endings that is a state
// leads. Breadth first, so that what a state falls back to is complete before it.
void AgentAutomaton::close()
{
    std::vector<std::uint16_t> queue;
    std::vector<std::uint16_t> fallback(m_next.size(), middle);
    const auto adopt = [&](std::uint16_t state, std::size_t charClass, std::uint16_t otherwise) {
        std::uint16_t &step = m_next[state][charClass];
        if (step == absent) {
            step = otherwise;
        } else {
            fallback[step] = otherwise;
            queue.push_back(step);
        }
    };
    for (std::size_t c = 0; c < width; ++c)
        adopt(middle, c, middle);
    for (std::size_t c = 0; c < width; ++c)
        adopt(start, c, m_next[middle][c]);
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::uint16_t state = queue[i];
        m_least[state] = std::min(m_least[state], m_least[fallback[state]]);
        for (std::size_t c = 0; c < width; ++c)
            adopt(state, c, m_next[fallback[state]][c]);
    }
}

std::uint16_t AgentAutomaton::leastIn(std::string_view text) const
{
    std::uint16_t state = start;
    std::uint16_t least = none;
    for (const char c : text) {
        state = m_next[state][m_classes[static_cast<unsigned char>(c)]];
        least = std::min(least, m_least[state]);
    }
    return std::min(least, m_least[m_next[state][endClass]]);
}

} // namespace unmta
