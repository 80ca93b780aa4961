#include "kit/ViewStack.h"

#include <QLayout>
#include <QResizeEvent>

#include <algorithm>

namespace unmta::ui {

QSize ViewStack::minimumSizeHint() const
{
    QSize least = QStackedWidget::minimumSizeHint();
    const QLayout *shown = currentWidget() ? currentWidget()->layout() : nullptr;
    if (shown && shown->hasHeightForWidth())
        least.setHeight(std::max(least.height(), shown->minimumHeightForWidth(width())));
    return least;
}

void ViewStack::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace unmta::ui
