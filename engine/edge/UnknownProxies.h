// Tells the operator of a proxy that nobody named: its own address then stands in every event, its clients share one
// address's limits, and under `require` they are sent round in circles. Said in the log, once per address; only of
// addresses from which no stranger comes. Any thread.
#pragma once

#include "base/IpAddress.h"
#include "http/HttpMessage.h"

#include <QSet>

#include <mutex>

namespace unmta::edge {

class UnknownProxies
{
public:
    void note(const http::HttpRequest &request, const IpRanges &trustedProxies);

private:
    std::mutex m_mutex;
    QSet<QByteArray> m_told;
};

} // namespace unmta::edge
