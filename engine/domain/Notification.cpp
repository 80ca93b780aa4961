#include "domain/Notification.h"

namespace unmta {

using namespace Qt::StringLiterals;

const QStringList &goodNewsKinds()
{
    static const QStringList kinds{u"domain.verified"_s, u"domain.recovered"_s, u"certificate.recovered"_s,
                                   u"monitor.resumed"_s, u"store.recovered"_s,  u"test"_s};
    return kinds;
}

bool isUrgent(const Notification &notification)
{
    return !goodNewsKinds().contains(notification.kind);
}

} // namespace unmta
