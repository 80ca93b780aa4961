#include "base/Error.h"

namespace unmta {

Error::Error(QString errorCode, QString errorField, QMap<QString, QString> values, QString more)
    : code(std::move(errorCode))
    , field(std::move(errorField))
    , context(std::move(values))
    , detail(std::move(more))
{}

Error systemError(const QString &code, const QString &detail)
{
    return Error(code, {}, {}, detail);
}

Error notFound()
{
    return Error(QStringLiteral("request.not_found"));
}

QString describe(const Error &error)
{
    QString line = QStringLiteral("code=%1").arg(error.code);
    if (!error.field.isEmpty())
        line += QStringLiteral(" field=%1").arg(error.field);
    for (auto it = error.context.cbegin(); it != error.context.cend(); ++it)
        line += QStringLiteral(" %1=%2").arg(it.key(), it.value());
    if (!error.detail.isEmpty())
        line += QStringLiteral(" detail=\"%1\"").arg(error.detail);
    return line;
}

} // namespace unmta
