#include "kit/text/CopyButton.h"

#include "support/Icons.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerMs = 1600;

} // namespace

CopyButton::CopyButton(const QString &what, QWidget *parent)
    : QPushButton(parent)
    , m_what(what)
{
    setProperty("look", u"small"_s);
    m_answered.setSingleShot(true);
    m_answered.setInterval(answerMs);
    connect(&m_answered, &QTimer::timeout, this, &CopyButton::calm);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
    calm();
}

QSize CopyButton::sizeHint() const
{
    const QSize hint = QPushButton::sizeHint();
    const QFontMetrics metrics = fontMetrics();
    const int longest = std::max(metrics.horizontalAdvance(tr("Copied")), metrics.horizontalAdvance(tr("Copy")));
    return {hint.width() + longest - metrics.horizontalAdvance(text()), hint.height()};
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_value);
    setText(tr("Copied"));
    setIcon(ui::icon(u"check"_s, Ink::Good));
    setAccessibleName(tr("Copied %1").arg(m_what));
    QAccessibleEvent event(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
    m_answered.start();
}

void CopyButton::calm()
{
    setText(tr("Copy"));
    setIcon(ui::icon(u"copy"_s, Ink::Dim));
    setAccessibleName(tr("Copy %1").arg(m_what));
}

} // namespace unmta::ui
