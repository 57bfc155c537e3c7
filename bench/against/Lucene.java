import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene with its own HNSW (its defaults: 16 links, beam 100; one segment), BM25 and reciprocal rank fusion.
 * Requests come as lines of tab-separated fields that `lucene.ts` makes of JSON, so that nothing but Lucene is needed.
 */
public class Lucene {
  private static IndexSearcher searcher;
  /** Candidates of a graph walk, at least. */
  private static final int EF_SEARCH = 100;
  private static final int RRF = 60;

  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line; (line = input.readLine()) != null; ) {
      var fields = line.split("\t", -1);
      System.out.println(
          switch (fields[0]) {
            case "build" -> build(fields);
            case "memory" -> "%.1f".formatted(residentMb());
            default -> search(fields);
          });
      System.out.flush();
    }
  }

  /** build, rows (id, text, followers, categories by comma), vectors, dimensions, folder -> seconds, MB */
  private static String build(String[] fields) throws Exception {
    long started = System.nanoTime();
    int dimensions = Integer.parseInt(fields[3]);
    var folder = Path.of(fields[4]);
    var config = new IndexWriterConfig(new StandardAnalyzer()).setRAMBufferSizeMB(256);
    try (var rows = Files.newBufferedReader(Path.of(fields[1]));
        var vectors = FileChannel.open(Path.of(fields[2]));
        var writer = new IndexWriter(new MMapDirectory(folder), config)) {
      var bytes = ByteBuffer.allocate(dimensions * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (String line; (line = rows.readLine()) != null; ) {
        bytes.clear();
        while (bytes.hasRemaining()) vectors.read(bytes);
        var vector = new float[dimensions];
        bytes.flip().asFloatBuffer().get(vector);
        writer.addDocument(document(line.split("\t", -1), vector));
      }
      writer.forceMerge(1);
      writer.commit();
    }
    searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder)));
    long size = 0;
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) size += Files.size(file);
    }
    return "%.3f\t%.1f".formatted((System.nanoTime() - started) / 1e9, size / 1e6);
  }

  private static Document document(String[] row, float[] vector) {
    var document = new Document();
    document.add(new StringField("id", row[0], Field.Store.YES));
    document.add(new TextField("text", row[1], Field.Store.NO));
    if (!row[2].isEmpty()) document.add(new DoublePoint("followers", Double.parseDouble(row[2])));
    for (var category : row[3].split(",")) document.add(new StringField("categories", category, Field.Store.NO));
    document.add(new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.COSINE));
    return document;
  }

  /** hybrid or nearest, text, vector by comma, least, most, categories by comma, limit -> ms, ids by comma */
  private static String search(String[] fields) throws Exception {
    var parts = fields[2].split(",");
    var vector = new float[parts.length];
    for (int at = 0; at < parts.length; at++) vector[at] = Float.parseFloat(parts[at]);
    int limit = Integer.parseInt(fields[6]);
    long started = System.nanoTime();
    var filter = filter(fields);
    int walked = Math.max(limit, EF_SEARCH);
    var near = searcher.search(new KnnFloatVectorQuery("vector", vector, walked, filter), limit);
    var docs = new ArrayList<Integer>();
    if (fields[0].equals("nearest")) for (var hit : near.scoreDocs) docs.add(hit.doc);
    else docs.addAll(fused(List.of(near, searcher.search(words(fields[1], filter), limit)), limit));
    var stored = searcher.storedFields();
    var ids = new ArrayList<String>();
    for (int doc : docs) ids.add(stored.document(doc).get("id"));
    return "%.3f\t%s".formatted((System.nanoTime() - started) / 1e6, String.join(",", ids));
  }

  private static Query filter(String[] fields) {
    var all = new BooleanQuery.Builder();
    if (!fields[3].isEmpty() || !fields[4].isEmpty()) {
      double least = fields[3].isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(fields[3]);
      double most = fields[4].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(fields[4]);
      all.add(DoublePoint.newRangeQuery("followers", least, most), BooleanClause.Occur.FILTER);
    }
    if (!fields[5].isEmpty()) {
      var terms = new ArrayList<org.apache.lucene.util.BytesRef>();
      for (var category : fields[5].split(",")) terms.add(new org.apache.lucene.util.BytesRef(category));
      all.add(new TermInSetQuery("categories", terms), BooleanClause.Occur.FILTER);
    }
    var query = all.build();
    return query.clauses().isEmpty() ? null : query;
  }

  private static Query words(String text, Query filter) throws Exception {
    var any = new BooleanQuery.Builder();
    try (var analyzer = new StandardAnalyzer();
        var tokens = analyzer.tokenStream("text", text)) {
      var term = tokens.addAttribute(org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        any.add(new TermQuery(new Term("text", term.toString())), BooleanClause.Occur.SHOULD);
      }
    }
    if (filter == null) return any.build();
    return new BooleanQuery.Builder()
        .add(any.build(), BooleanClause.Occur.MUST)
        .add(filter, BooleanClause.Occur.FILTER)
        .build();
  }

  private static List<Integer> fused(List<TopDocs> answers, int limit) {
    Map<Integer, Double> worth = new HashMap<>();
    for (var answer : answers) {
      for (int place = 0; place < answer.scoreDocs.length; place++) {
        worth.merge(answer.scoreDocs[place].doc, 1.0 / (RRF + place + 1), Double::sum);
      }
    }
    return worth.entrySet().stream()
        .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double residentMb() throws Exception {
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000;
    }
    return Double.NaN;
  }
}
