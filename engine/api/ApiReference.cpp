#include "api/ApiReference.h"

#include "base/AllSettings.h"

#include <QFile>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

// The property of one setting in the schema Settings.
QString propertyOf(const Setting &row)
{
    return u"        %1:\n          type: string\n          default: %2\n          description: %3\n"_s.arg(
        QString::fromLatin1(row.name), quoted(QString::fromUtf8(row.byDefault)), quoted(settingDescription(row)));
}

} // namespace

Result<QByteArray> apiReference()
{
    QFile file(u":/unmta/openapi.yaml"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"request.not_found"_s);
    QString properties = u"      properties:\n"_s;
    for (const Setting &row : allSettings)
        properties += propertyOf(row);
    return file.readAll().replace("      properties: {}\n", properties.toUtf8());
}

} // namespace unmta
