// Several views in one place, of which one is shown. It is as low as that one may be at its width: a stack as Qt has it
// wants the height that the tallest would like, and a page with a long list would be as tall as the list.
#pragma once

#include <QStackedWidget>

namespace unmta::ui {

class ViewStack : public QStackedWidget
{
    Q_OBJECT

public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace unmta::ui
