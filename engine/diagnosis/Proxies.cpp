#include "diagnosis/Proxies.h"

#include "dns/DnsName.h"

#include <asio/ip/address.hpp>
#include <asio/ip/network_v4.hpp>
#include <asio/ip/network_v6.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

struct ProxyRange
{
    const char *proxy;
    const char *network;
};

// As published by the operators: cloudflare.com/ips, api.fastly.com/public-ip-list, Sucuri's and Imperva's help pages.
constexpr ProxyRange Ranges[] = {
    {"Cloudflare", "173.245.48.0/20"}, {"Cloudflare", "103.21.244.0/22"}, {"Cloudflare", "103.22.200.0/22"},
    {"Cloudflare", "103.31.4.0/22"},   {"Cloudflare", "141.101.64.0/18"}, {"Cloudflare", "108.162.192.0/18"},
    {"Cloudflare", "190.93.240.0/20"}, {"Cloudflare", "188.114.96.0/20"}, {"Cloudflare", "197.234.240.0/22"},
    {"Cloudflare", "198.41.128.0/17"}, {"Cloudflare", "162.158.0.0/15"},  {"Cloudflare", "104.16.0.0/13"},
    {"Cloudflare", "104.24.0.0/14"},   {"Cloudflare", "172.64.0.0/13"},   {"Cloudflare", "131.0.72.0/22"},
    {"Cloudflare", "2400:cb00::/32"},  {"Cloudflare", "2606:4700::/32"},  {"Cloudflare", "2803:f800::/32"},
    {"Cloudflare", "2405:b500::/32"},  {"Cloudflare", "2405:8100::/32"},  {"Cloudflare", "2a06:98c0::/29"},
    {"Cloudflare", "2c0f:f248::/32"},  {"Fastly", "23.235.32.0/20"},      {"Fastly", "43.249.72.0/22"},
    {"Fastly", "103.244.50.0/24"},     {"Fastly", "103.245.222.0/23"},    {"Fastly", "103.245.224.0/24"},
    {"Fastly", "104.156.80.0/20"},     {"Fastly", "140.248.64.0/18"},     {"Fastly", "140.248.128.0/17"},
    {"Fastly", "146.75.0.0/17"},       {"Fastly", "151.101.0.0/16"},      {"Fastly", "157.52.64.0/18"},
    {"Fastly", "167.82.0.0/17"},       {"Fastly", "172.111.64.0/18"},     {"Fastly", "185.31.16.0/22"},
    {"Fastly", "199.27.72.0/21"},      {"Fastly", "199.232.0.0/16"},      {"Fastly", "2a04:4e40::/32"},
    {"Fastly", "2a04:4e42::/32"},      {"Sucuri", "192.88.134.0/23"},     {"Sucuri", "185.93.228.0/22"},
    {"Sucuri", "66.248.200.0/22"},     {"Sucuri", "208.109.0.0/22"},      {"Sucuri", "2a02:fe80::/29"},
    {"Imperva", "199.83.128.0/21"},    {"Imperva", "198.143.32.0/19"},    {"Imperva", "149.126.72.0/21"},
    {"Imperva", "103.28.248.0/22"},    {"Imperva", "45.64.64.0/22"},      {"Imperva", "185.11.124.0/22"},
    {"Imperva", "192.230.64.0/18"},    {"Imperva", "107.154.0.0/16"},     {"Imperva", "45.60.0.0/16"},
    {"Imperva", "45.223.0.0/16"},      {"Imperva", "2a02:e980::/29"},
};

struct ProxySuffix
{
    const char *proxy;
    const char *suffix;
};

constexpr ProxySuffix Suffixes[] = {
    {"Cloudflare", "cdn.cloudflare.net"},
    {"Fastly", "fastly.net"},
    {"Imperva", "impervadns.net"},
    {"Imperva", "incapdns.net"},
    {"Amazon CloudFront", "cloudfront.net"},
    {"Akamai", "edgekey.net"},
    {"Akamai", "akamaiedge.net"},
    {"Azure Front Door", "azurefd.net"},
};

bool holds(const char *network, const asio::ip::address &address)
{
    asio::error_code error;
    if (address.is_v4()) {
        const auto range = asio::ip::make_network_v4(network, error);
        return !error && asio::ip::network_v4(address.to_v4(), range.prefix_length()).canonical() == range;
    }
    const auto range = asio::ip::make_network_v6(network, error);
    return !error && asio::ip::network_v6(address.to_v6(), range.prefix_length()).canonical() == range;
}

} // namespace

QString proxyOfAddress(const QString &address)
{
    asio::error_code error;
    const auto parsed = asio::ip::make_address(address.toStdString(), error);
    if (error)
        return {};
    const auto *range = std::find_if(std::begin(Ranges), std::end(Ranges), [&parsed](const ProxyRange &candidate) {
        return holds(candidate.network, parsed);
    });
    return range == std::end(Ranges) ? QString() : QString::fromLatin1(range->proxy);
}

QString proxyOfName(const QString &name)
{
    for (const ProxySuffix &candidate : Suffixes) {
        if (isUnder(normalName(name), QString::fromLatin1(candidate.suffix)))
            return QString::fromLatin1(candidate.proxy);
    }
    return {};
}

} // namespace unmta::diagnosis
