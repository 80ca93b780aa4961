#include "domain/VerificationTarget.h"

namespace unmta {

using namespace Qt::StringLiterals;

QString issueTarget(Random &random, const QString &targetZone)
{
    return u"v-%1.%2"_s.arg(random.hex(10), targetZone);
}

QString fallbackHost(const QString &clusterId, const QString &targetZone)
{
    return targetZone.isEmpty() ? QString() : u"c-%1.%2"_s.arg(clusterId, targetZone);
}

} // namespace unmta
