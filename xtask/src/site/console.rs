//! Console blocks: the prompt is drawn by the stylesheet and the commands are marked, so that copying takes what can be run.

use std::cell::RefCell;

use lol_html::html_content::{ContentType, Element, TextChunk};

use super::page::Handled;

/// Where console blocks are.
pub const SELECTOR: &str = "code.language-console";

/// The block keeps its own marks, which a highlighter of shell scripts would take for code.
pub fn unhighlighted(code: &mut Element) -> Handled {
    code.set_attribute("class", "console nohighlight")?;
    Ok(())
}

/// Marks the commands of a block, whose text may come in pieces: they are gathered in `text`.
pub fn mark(chunk: &mut TextChunk, text: &RefCell<String>) {
    text.borrow_mut().push_str(chunk.as_str());
    if chunk.last_in_text_node() {
        chunk.replace(&marked(&text.take()), ContentType::Html);
    } else {
        chunk.remove();
    }
}

/// `$ cargo run` becomes a drawn prompt and a command; what was printed stays.
fn marked(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("$ ") {
        Some(command) => {
            let (command, end) = command.strip_suffix('\n').map_or((command, ""), |command| (command, "\n"));
            format!("<span class=\"prompt\"></span><kbd class=\"command\">{command}</kbd>{end}")
        }
        None => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn only_commands_are_marked_and_no_prompt_is_left_to_copy() {
        assert_eq!(
            marked("$ cargo run\n&lt;1&gt; $ 5\n$ ls"),
            "<span class=\"prompt\"></span><kbd class=\"command\">cargo run</kbd>\n&lt;1&gt; $ 5\n\
             <span class=\"prompt\"></span><kbd class=\"command\">ls</kbd>"
        );
    }
}
