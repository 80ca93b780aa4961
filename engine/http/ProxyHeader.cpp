#include "http/ProxyHeader.h"

#include <algorithm>
#include <charconv>

namespace unmta::http {

namespace {

using namespace std::string_view_literals;

constexpr auto textBegin = "PROXY "sv;
constexpr std::size_t mostOfText = 107;
constexpr auto signature = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr std::size_t fixedPart = 16; // signature, version and command, family and transport, length

// Version and command; family and transport.
constexpr unsigned char localCommand = 0x20;
constexpr unsigned char proxyCommand = 0x21;
constexpr unsigned char tcpOverIpv4 = 0x11;
constexpr unsigned char tcpOverIpv6 = 0x21;
constexpr std::size_t ipv4Addresses = 12;
constexpr std::size_t ipv6Addresses = 36;

std::size_t addressesOf(unsigned char family)
{
    return family == tcpOverIpv4 ? ipv4Addresses : family == tcpOverIpv6 ? ipv6Addresses : 0;
}

unsigned at(std::string_view bytes, std::size_t place)
{
    return static_cast<unsigned char>(bytes[place]);
}

quint16 numberAt(std::string_view bytes, std::size_t place)
{
    return static_cast<quint16>(at(bytes, place) << 8 | at(bytes, place + 1));
}

// The words up to the next blank, which goes too.
std::string_view takeWord(std::string_view &line)
{
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, blank);
    line.remove_prefix(std::min(blank + 1, line.size()));
    return word;
}

std::optional<quint16> portOf(std::string_view text)
{
    quint16 port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole && (text.size() == 1 || text.front() != '0') ? std::optional(port) : std::nullopt;
}

std::optional<IpAddress> addressOf(std::string_view text, bool isV6)
{
    if ((text.find(':') != std::string_view::npos) != isV6)
        return std::nullopt;
    return IpAddress::parse(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

std::size_t ProxyHeader::feed(std::string_view bytes)
{
    std::size_t used = 0;
    while (used < bytes.size() && m_state == State::Reading) {
        if (m_skip > 0 && m_head.size() == m_wanted) {
            const std::size_t passed = std::min(m_skip, bytes.size() - used);
            used += passed;
            m_skip -= passed;
            if (m_skip == 0)
                m_state = State::Done;
        } else {
            take(bytes[used++]);
        }
    }
    return used;
}

void ProxyHeader::take(char c)
{
    m_head += c;
    const std::string_view head = m_head;
    if (head.size() <= textBegin.size() && textBegin.starts_with(head))
        return;
    if (head.starts_with(textBegin))
        return readLine();
    if (head.size() <= signature.size()) {
        if (!signature.starts_with(head))
            m_state = State::Failed;
        return;
    }
    if (head.size() == fixedPart)
        readFixedPart();
    else if (head.size() == m_wanted)
        readAddresses();
}

void ProxyHeader::readLine()
{
    std::string_view line = m_head;
    if (!line.ends_with("\r\n")) {
        // A line ends with both or with none of them, and in time.
        const bool isBroken = line.back() == '\n' || (line[line.size() - 2] == '\r') || line.size() >= mostOfText;
        m_state = isBroken ? State::Failed : State::Reading;
        return;
    }
    line.remove_prefix(textBegin.size());
    line.remove_suffix(2);
    const std::string_view family = takeWord(line);
    m_state = State::Done;
    if (family == "UNKNOWN")
        return; // whatever else stands there
    const bool isV6 = family == "TCP6";
    const auto source = addressOf(takeWord(line), isV6);
    const auto destination = addressOf(takeWord(line), isV6);
    const auto sourcePort = portOf(takeWord(line));
    const auto destinationPort = portOf(line);
    if ((isV6 || family == "TCP4") && source && destination && sourcePort && destinationPort)
        m_client = Client{*source, *sourcePort};
    else
        m_state = State::Failed;
}

void ProxyHeader::readFixedPart()
{
    const auto command = static_cast<unsigned char>(at(m_head, 12));
    const auto family = static_cast<unsigned char>(at(m_head, 13));
    const std::size_t length = numberAt(m_head, 14);
    const bool isPassedOn = command == proxyCommand;
    const std::size_t addresses = isPassedOn ? addressesOf(family) : 0;
    const bool isKnown = (isPassedOn && family >> 4 <= 3 && (family & 0xF) <= 2) || command == localCommand;
    if (!isKnown || length < addresses || fixedPart + length > mostBytes) {
        m_state = State::Failed;
        return;
    }
    m_wanted = fixedPart + addresses;
    m_skip = length - addresses;
    if (length == 0)
        m_state = State::Done;
}

void ProxyHeader::readAddresses()
{
    const bool isV6 = at(m_head, 13) == tcpOverIpv6;
    const std::string_view addresses = std::string_view(m_head).substr(fixedPart);
    IpAddress::Bytes bytes{};
    if (isV6) {
        std::copy_n(addresses.begin(), bytes.size(), bytes.begin());
    } else {
        bytes[10] = bytes[11] = 0xFF;
        std::copy_n(addresses.begin(), 4, bytes.begin() + 12);
    }
    m_client = Client{IpAddress(bytes), numberAt(addresses, addresses.size() - 4)};
    if (m_skip == 0)
        m_state = State::Done;
}

} // namespace unmta::http
