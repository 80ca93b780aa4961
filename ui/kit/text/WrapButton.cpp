#include "kit/text/WrapButton.h"

#include "kit/Labels.h"
#include "support/Formatting.h"

#include <QHBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int around = 5;

} // namespace

WrapButton::WrapButton(const QString &name, QWidget *parent)
    : QPushButton(parent)
    , m_name(paragraph(breakable(name), u"strong"_s))
{
    setAccessibleName(name);
    setProperty("look", u"name"_s);
    setCursor(Qt::PointingHandCursor);
    m_name->setTextInteractionFlags(Qt::NoTextInteraction);
    m_name->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *inside = new QHBoxLayout(this);
    inside->setContentsMargins(around, around, around, around);
    inside->addWidget(m_name);
}

QSize WrapButton::sizeHint() const
{
    m_name->ensurePolished();
    const QFontMetrics metrics = m_name->fontMetrics();
    const QSize text(metrics.horizontalAdvance(m_name->text()) + 2, metrics.height());
    return text + QSize(2 * around, 2 * around);
}

QSize WrapButton::minimumSizeHint() const
{
    return {m_name->fontMetrics().averageCharWidth() * 12, sizeHint().height()};
}

} // namespace unmta::ui
