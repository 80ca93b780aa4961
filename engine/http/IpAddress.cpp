#include "http/IpAddress.h"

#include "http/Asio.h"

namespace unmta::http {

std::optional<IpAddress> IpAddress::parse(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 45 || text.contains('%'))
        return std::nullopt;
    asio::error_code error;
    const auto address = asio::ip::make_address(text.toByteArray().toStdString(), error);
    if (error)
        return std::nullopt;
    IpAddress result;
    result.m_bytes = address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes()
                                     : address.to_v6().to_bytes();
    return result;
}

bool IpAddress::isV4() const
{
    return asio::ip::address_v6(m_bytes).is_v4_mapped();
}

IpAddress IpAddress::masked(int bits) const
{
    IpAddress result = *this;
    for (int i = 0; i < 16; ++i) {
        const int keep = std::clamp(bits - 8 * i, 0, 8);
        auto &byte = result.m_bytes[static_cast<std::size_t>(i)];
        byte = static_cast<unsigned char>(byte & (0xff00U >> keep));
    }
    return result;
}

QByteArray IpAddress::toText() const
{
    const asio::ip::address_v6 address(m_bytes);
    if (address.is_v4_mapped())
        return QByteArray::fromStdString(asio::ip::make_address_v4(asio::ip::v4_mapped, address).to_string());
    return QByteArray::fromStdString(address.to_string());
}

std::optional<IpRanges> IpRanges::parse(const QStringList &entries)
{
    IpRanges result;
    for (const QString &entry : entries) {
        const QByteArray text = entry.trimmed().toLatin1();
        const qsizetype slash = text.indexOf('/');
        const auto address = IpAddress::parse(slash < 0 ? text : text.first(slash));
        if (!address)
            return std::nullopt;
        const int offset = address->isV4() ? 96 : 0;
        int bits = 128;
        if (slash >= 0) {
            bool numeric = false;
            bits = text.mid(slash + 1).toInt(&numeric) + offset;
            if (!numeric || bits < offset || bits > 128)
                return std::nullopt;
        }
        result.m_ranges.push_back({address->masked(bits), bits});
    }
    return result;
}

bool IpRanges::contains(const IpAddress &address) const
{
    return std::any_of(m_ranges.begin(), m_ranges.end(),
                       [&](const Range &range) { return address.masked(range.bits) == range.network; });
}

} // namespace unmta::http
