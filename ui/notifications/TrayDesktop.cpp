#include "notifications/TrayDesktop.h"

#include "support/Palette.h"

#include <QPainter>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// Some desktops understand markup in messages, and none says so to us: without these two characters there is none.
QString withoutMarkup(QString text)
{
    return text.replace(u'<', u'‹').replace(u'&', u'＆');
}

} // namespace

QIcon trayIcon(bool callsForAttention)
{
    QIcon plain(u":/unmta/icons/unmta.svg"_s);
    if (!callsForAttention)
        return plain;
    QIcon dotted;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap = plain.pixmap(QSize(size, size));
        const QRectF area(QPointF(0, 0), pixmap.deviceIndependentSize());
        const double dot = area.width() * 0.45;
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        // The tray's ground is the desktop's business; the dot brings an edge of its own.
        painter.setPen(QPen(Palette::light().card, std::max(1.0, area.width() / 20)));
        painter.setBrush(Palette::light().bad);
        painter.drawEllipse(QRectF(area.right() - dot - 1, area.bottom() - dot - 1, dot, dot));
        painter.end();
        dotted.addPixmap(pixmap);
    }
    return dotted;
}

std::unique_ptr<TrayDesktop> TrayDesktop::create(bool quittingStopsTracking)
{
    return QSystemTrayIcon::isSystemTrayAvailable()
               ? std::unique_ptr<TrayDesktop>(new TrayDesktop(quittingStopsTracking))
               : nullptr;
}

TrayDesktop::TrayDesktop(bool quittingStopsTracking)
{
    connect(m_menu.addAction(tr("Open unMTA Tracking")), &QAction::triggered, this, &Desktop::windowWanted);
    m_menu.addSeparator();
    connect(m_menu.addAction(quittingStopsTracking ? tr("Quit and stop tracking") : tr("Quit")), &QAction::triggered,
            this, &Desktop::quitWanted);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Desktop::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT windowWanted();
    });
    setAttention(0, 0);
    m_icon.show();
}

void TrayDesktop::tell(const QString &title, const QString &text, bool isWarning)
{
    m_icon.showMessage(withoutMarkup(title), withoutMarkup(text),
                       isWarning ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void TrayDesktop::hide()
{
    m_icon.hide();
}

QString trayTip(int domains, int downgraded)
{
    if (downgraded > 0)
        return downgraded == 1
                   ? TrayDesktop::tr("unMTA Tracking: a domain is downgraded, its links are dead")
                   : TrayDesktop::tr("unMTA Tracking: %1 domains are downgraded, their links are dead").arg(downgraded);
    return domains == 0   ? TrayDesktop::tr("unMTA Tracking")
           : domains == 1 ? TrayDesktop::tr("unMTA Tracking: a domain needs attention")
                          : TrayDesktop::tr("unMTA Tracking: %1 domains need attention").arg(domains);
}

void TrayDesktop::setAttention(int domains, int downgraded)
{
    m_icon.setIcon(trayIcon(domains > 0));
    m_icon.setToolTip(trayTip(domains, downgraded));
}

} // namespace unmta::ui
