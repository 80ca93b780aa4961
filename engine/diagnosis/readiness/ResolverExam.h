// Each resolver by itself: whether it answers, whether it makes its answers up, whether it validates. Internal to the
// checker, but for what it says; DNS thread.
#pragma once

#include "dns/Message.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace unmta::diagnosis {

class CheckTools;

struct ResolverMarks
{
    dns::Endpoint resolver;
    bool answers = false;
    QString says;           // the same of every name: "192.0.2.66", "NXDOMAIN"; empty: nothing is known against it
    bool validates = false; // sets AD for the root zone, which is signed (RFC 6840, 5.8)
};

// The first few of them, in their order. `existing`: names that cannot all be missing.
void examineResolvers(const std::shared_ptr<const CheckTools> &tools, const QList<dns::Endpoint> &servers,
                      const QStringList &existing, std::function<void(QList<ResolverMarks>)> done);

} // namespace unmta::diagnosis
