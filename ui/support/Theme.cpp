#include "support/Theme.h"

#include "support/Palette.h"

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QPalette>
#include <QRegularExpression>
#include <QSettings>
#include <QStyleFactory>
#include <QStyleHints>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString schemeKey = u"window/scheme"_s;
constexpr int drawnAtPx = 13; // the font beside which the sheet's sizes were drawn

// Titles, small print and controls keep their proportion to the system's font, however large that is.
QString withSizes(const QString &sheet)
{
    const int fontPx = QFontInfo(QApplication::font()).pixelSize();
    static const QRegularExpression size(u"\\b(font-size|min-height|icon-size|border-radius|width|height): (\\d+)px"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = size.globalMatch(sheet); it.hasNext();) {
        const auto match = it.next();
        const int scaled = (match.captured(2).toInt() * fontPx + drawnAtPx / 2) / drawnAtPx;
        result += sheet.mid(from, match.capturedStart() - from) + u"%1: %2px"_s.arg(match.captured(1)).arg(scaled);
        from = match.capturedEnd();
    }
    return result + sheet.mid(from);
}

QString styleSheet(const Palette &palette)
{
    QFile file(u":/unmta/ui/support/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const auto colours = palette.named();
    const QString mode = palette.isDark ? u"dark"_s : u"light"_s;
    static const QRegularExpression name(u"@(\\w+)"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = name.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        const QString word = match.captured(1);
        result +=
            source.mid(from, match.capturedStart() - from) + (word == u"mode" ? mode : colours.value(word).name());
        from = match.capturedEnd();
    }
    return withSizes(result + source.mid(from));
}

// By what the system would have without us.
bool paletteOfSystemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = QGuiApplication::styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    const QPalette ours = QApplication::palette();
    QApplication::setPalette({});
    const bool isDark = Palette::of(QGuiApplication::palette()).isDark;
    QApplication::setPalette(ours);
    return isDark;
}

} // namespace

QString schemeName(Scheme scheme)
{
    return scheme == Scheme::Light ? u"light"_s : scheme == Scheme::Dark ? u"dark"_s : u"system"_s;
}

Scheme schemeFromName(const QString &name)
{
    return name == u"light" ? Scheme::Light : name == u"dark" ? Scheme::Dark : Scheme::System;
}

Scheme chosenScheme(const QSettings &settings)
{
    return schemeFromName(settings.value(schemeKey).toString());
}

void keepScheme(QSettings &settings, Scheme scheme)
{
    settings.setValue(schemeKey, schemeName(scheme));
}

Theme::Theme(QObject *parent)
    : Theme(&paletteOfSystemIsDark, parent)
{}

Theme::Theme(SystemIsDark systemIsDark, QObject *parent)
    : QObject(parent)
    , m_systemIsDark(std::move(systemIsDark))
{
    m_changed.setSingleShot(true);
    m_changed.setInterval(0);
    connect(&m_changed, &QTimer::timeout, this, &Theme::systemChanged);
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, &m_changed, qOverload<>(&QTimer::start));
#endif
}

// The system's settings have changed. Every widget hears of it, and what is seen comes later.
bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_scheme == Scheme::System)
        m_changed.start();
    return QObject::eventFilter(watched, event);
}

void Theme::systemChanged()
{
    if (m_scheme == Scheme::System && m_isDressed && m_systemIsDark() != m_isDark)
        apply(Scheme::System);
}

void Theme::apply(Scheme scheme)
{
    begin(scheme);
    finish();
}

void Theme::begin(Scheme scheme)
{
    m_scheme = scheme;
    m_isDark = scheme == Scheme::Dark || (scheme == Scheme::System && m_systemIsDark());
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette((m_isDark ? Palette::dark() : Palette::light()).toQt());
}

void Theme::finish()
{
    m_isDressed = true;
    qApp->setStyleSheet(styleSheet(Palette::current()));
}

} // namespace unmta::ui
