// Dresses the application: Fusion, our palette, our one style sheet.
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

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
    // Whether the system is dark at present.
    using SystemIsDark = std::function<bool()>;

    // Follows the system from then on, while the scheme is the system's. Make it before the application is dressed.
    explicit Theme(QObject *parent = nullptr);
    explicit Theme(SystemIsDark systemIsDark, QObject *parent = nullptr);

    void apply(Scheme scheme);
    // The same in two steps, for a window that is being built in between: style and palette first, the sheet last.
    // Under a sheet, every widget that is put into another gets all its rules anew.
    void begin(Scheme scheme);
    void finish();
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void systemChanged();

    SystemIsDark m_systemIsDark;
    Scheme m_scheme = Scheme::System;
    bool m_isDark = false; // as it is dressed
    bool m_isDressed = false;
    QTimer m_changed; // a system tells every window
};

} // namespace unmta::ui
