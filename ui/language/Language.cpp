#include "language/Language.h"

#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <memory>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString ownFolder = u":/unmta/i18n"_s;

QString nameOf(const QString &code)
{
    const QString name = QLocale(code).nativeLanguageName();
    return code == u"en"_s ? u"English"_s : name.left(1).toUpper() + name.mid(1);
}

// As the system writes numbers and dates, where it speaks this language at all.
QLocale localeOf(const QString &code)
{
    const QLocale system = QLocale::system();
    const QLocale wanted(code);
    if (system.language() == wanted.language())
        return system;
    return system.language() == QLocale::C ? wanted : QLocale(wanted.language(), system.territory());
}

} // namespace

QList<LanguageName> languages()
{
    QList<LanguageName> all{{u"en"_s, nameOf(u"en"_s)}};
    const QStringList files = QDir(ownFolder).entryList({u"unmta_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString code = file.section(u'_', 1).section(u'.', 0, 0);
        all << LanguageName{code, nameOf(code)};
    }
    return all;
}

QString bestLanguage(const QStringList &wanted)
{
    const auto known = languages();
    for (const QString &each : wanted) {
        const QString code = QString(each).replace(u'_', u'-').section(u'-', 0, 0).toLower();
        if (std::any_of(known.begin(), known.end(), [&](const LanguageName &name) { return name.code == code; }))
            return code;
    }
    return u"en"_s;
}

Language::Language(const QString &wanted)
    : m_code(bestLanguage(wanted.isEmpty() ? QLocale::system().uiLanguages() : QStringList{wanted}))
{
    QLocale::setDefault(localeOf(m_code));
    if (m_code == u"en"_s)
        return;
    // Qt's own words come with Qt; those that the console shows most are among ours.
    load(u"qtbase_"_s + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(u"unmta_"_s + m_code, ownFolder);
}

Language::~Language()
{
    for (QTranslator *translator : std::as_const(m_translators)) {
        QCoreApplication::removeTranslator(translator);
        delete translator;
    }
}

void Language::load(const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder) || !QCoreApplication::installTranslator(translator.get()))
        return;
    m_translators << translator.release();
}

} // namespace unmta::ui
