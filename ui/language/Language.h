// The language of the console: chosen once, before the first window.
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

class QTranslator;

namespace unmta::ui {

struct LanguageName
{
    QString code; // "de"
    QString name; // in itself: "Deutsch"
};

// English first, then those that are compiled in.
[[nodiscard]] QList<LanguageName> languages();

// Of the codes wanted by the user, in that order ("de-AT", "fr"), the first that there is; "en" when there is none.
[[nodiscard]] QString bestLanguage(const QStringList &wanted);

// Under this key the window's settings keep the chosen code; empty: the system's.
inline constexpr auto languageKey = "window/language";

// Words, numbers and dates are of this language for as long as it lives. One at a time.
class Language
{
public:
    // Empty: the system's. What there is not is English.
    explicit Language(const QString &wanted);
    ~Language();
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;

    [[nodiscard]] const QString &code() const { return m_code; }

private:
    void load(const QString &file, const QString &folder);

    QString m_code;
    QList<QTranslator *> m_translators;
};

} // namespace unmta::ui
