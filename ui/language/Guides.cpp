#include "language/Guides.h"

#include "base/DnsProviders.h"

#include <QCoreApplication>
#include <QFile>

namespace unmta::ui {

using namespace Qt::StringLiterals;

QString providerGuide(const DnsProvider &provider)
{
    //: Where this language's guides are: the code of the language.
    const QString code = QCoreApplication::translate("Guides", "en");
    QFile file(u":/unmta/i18n/%1/providers/%2.md"_s.arg(code, provider.id));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : provider.guide;
}

} // namespace unmta::ui
