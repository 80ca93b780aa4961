// A line of text that keeps its beginning and its end when there is no room for all of it.
#pragma once

#include <QLabel>

namespace unmta::ui {

class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &role, QWidget *parent = nullptr);

    // What can be read now; text() is always the whole.
    [[nodiscard]] QString shownText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace unmta::ui
