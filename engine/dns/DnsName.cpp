#include "dns/DnsName.h"

using namespace Qt::StringLiterals;

namespace unmta::dns {

namespace {

bool isNameCharacter(QChar c)
{
    const auto u = c.unicode();
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '-' || u == '_' ||
           u == '*';
}

} // namespace

QString normalName(QStringView name)
{
    if (name.endsWith(u'.'))
        name.chop(1);
    return name.isEmpty() ? u"."_s : name.toString().toLower();
}

bool isValidName(QStringView name)
{
    if (name == "."_L1)
        return true;
    if (name.endsWith(u'.'))
        name.chop(1);
    if (name.isEmpty() || name.size() > 253)
        return false;
    qsizetype labelLength = 0;
    for (const QChar c : name) {
        if (c == u'.') {
            if (labelLength == 0)
                return false;
            labelLength = 0;
        } else if (!isNameCharacter(c) || ++labelLength > 63) {
            return false;
        }
    }
    return labelLength > 0;
}

QString unescaped(const QString &name)
{
    const QByteArray text = name.toLatin1();
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            bytes += text[i];
            continue;
        }
        bool isNumber = false;
        const int code = text.mid(i + 1, 3).toInt(&isNumber);
        if (isNumber && i + 3 < text.size() && code >= 0 && code < 256) {
            bytes += static_cast<char>(code);
            i += 3;
        } else {
            bytes += text[++i];
        }
    }
    return QString::fromUtf8(bytes);
}

bool isUnder(QStringView name, QStringView zone)
{
    if (zone == "."_L1 || name == zone)
        return true;
    return name.size() > zone.size() && name.endsWith(zone) && name[name.size() - zone.size() - 1] == u'.';
}

QString parentName(const QString &name)
{
    const auto dot = name.indexOf(u'.');
    return dot < 0 || dot + 1 == name.size() ? u"."_s : name.mid(dot + 1);
}

QString firstLabel(const QString &name)
{
    return name.left(name.indexOf(u'.'));
}

qsizetype labelCount(const QString &name)
{
    return name.isEmpty() || name == "."_L1 ? 0 : name.count(u'.') + 1;
}

QStringList possibleZones(const QString &name)
{
    QStringList zones;
    for (QString zone = name; labelCount(zone) >= 2; zone = parentName(zone))
        zones << zone;
    return zones;
}

} // namespace unmta::dns
