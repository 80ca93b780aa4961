#include "contract/Route.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *methodNames[methodCount]{"GET", "POST", "PUT", "PATCH", "DELETE"};

} // namespace

QStringList Route::queryNames() const
{
    return QString::fromLatin1(extras.query).remove(u'*').split(u' ', Qt::SkipEmptyParts);
}

QStringList patternSegments(const Route &route)
{
    const QString pattern = QString::fromLatin1(route.pattern);
    if (pattern.startsWith(u"//"_s))
        return pattern.mid(2).split(u'/');
    return QStringList{u"api"_s, u"v1"_s} + pattern.mid(1).split(u'/');
}

QString pathOf(const Route &route, const QStringList &values)
{
    QString path;
    qsizetype used = 0;
    for (const QString &segment : patternSegments(route)) {
        const bool isOpen = segment.startsWith(u'{');
        path += u'/' + (isOpen ? QString::fromLatin1(QUrl::toPercentEncoding(values.value(used))) : segment);
        used += isOpen ? 1 : 0;
    }
    Q_ASSERT_X(used == values.size(), "pathOf", route.name);
    return path;
}

QByteArray methodName(Method method)
{
    return methodNames[static_cast<std::size_t>(method)];
}

std::optional<Method> methodFromName(QByteArrayView name)
{
    for (std::size_t i = 0; i < std::size(methodNames); ++i) {
        if (name == methodNames[i])
            return static_cast<Method>(i);
    }
    return std::nullopt;
}

} // namespace unmta
