#include "domain/VerificationTarget.h"

#include <QRegularExpression>

namespace unmta {

using namespace Qt::StringLiterals;

QString issueTarget(Random &random, const QString &targetZone)
{
    return u"v-%1.%2"_s.arg(random.hex(10), targetZone);
}

bool isTarget(const QString &asciiName, const QString &targetZone)
{
    static const QRegularExpression label(u"\\Av-[0-9a-f]{20}\\z"_s);
    const QString suffix = u'.' + targetZone.toLower();
    const QString name = asciiName.toLower();
    return name.endsWith(suffix) && label.match(name.left(name.size() - suffix.size())).hasMatch();
}

QString fallbackHost(const QString &clusterId, const QString &targetZone)
{
    return u"c-%1.%2"_s.arg(clusterId, targetZone);
}

} // namespace unmta
