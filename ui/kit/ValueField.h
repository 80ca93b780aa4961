// A host name or a record's value: fixed font on a tinted ground, selectable, never wider than its text.
#pragma once

#include <QLineEdit>

namespace unmta::ui {

class ValueField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueField(QWidget *parent = nullptr);
    void setValue(const QString &value);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace unmta::ui
