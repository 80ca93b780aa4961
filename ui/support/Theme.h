// Dresses the application: Fusion, our palette, our one style sheet.
#pragma once

#include <QObject>

class QSettings;

namespace unmta::ui {

enum class Scheme : std::uint8_t
{
    System,
    Light,
    Dark
};

[[nodiscard]] QString schemeName(Scheme scheme); // "system", "light", "dark"
[[nodiscard]] Scheme schemeFromName(const QString &name);

// What the window's settings say.
[[nodiscard]] Scheme chosenScheme(const QSettings &settings);
void keepScheme(QSettings &settings, Scheme scheme);

class Theme final : public QObject
{
    Q_OBJECT

public:
    // Looks at the system's palette, so make it before the application has been dressed.
    explicit Theme(QObject *parent = nullptr);

    void apply(Scheme scheme);
    // The same in two steps, for a window that is being built in between: style and palette first, the sheet last.
    // Under a sheet, every widget that is put into another gets all its rules anew.
    void begin(Scheme scheme);
    void finish();
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

private:
    [[nodiscard]] bool systemIsDark() const;

    Scheme m_scheme = Scheme::System;
    bool m_systemPaletteIsDark;
};

} // namespace unmta::ui
